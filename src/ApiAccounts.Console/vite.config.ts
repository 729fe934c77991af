import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { compress } from './scripts/compress.js';

/** The address of a running back end, for `vite dev`: every call that is no file of the console goes there, with the host of its origin. */
const backEnd = process.env.CONSOLE_BACKEND ?? 'http://127.0.0.1:7071';

/** Packages of which every page needs nearly all that any page needs. */
const base =
  /node_modules\/(react|react-dom|scheduler|@tanstack\/(history|query-core|react-query|react-router|react-store|router-core|store)|use-intl|intl-messageformat|@formatjs\/[\w-]+|use-sync-external-store|openapi-fetch|@griffel\/[\w-]+|stylis|rtl-css-js|@emotion\/hash|tabster|keyborg|@floating-ui\/[\w-]+|@fluentui\/(keyboard-keys|react-(aria|button|context-selector|field|input|jsx-runtime|label|link|menu|message-bar|motion|portal|positioning|provider|shared-contexts|spinner|tabster|text|theme|tooltip|utilities)|tokens))\//;

export default defineConfig({
  base: '/console/',
  html: { cspNonce: '__NONCE__' },
  resolve: { alias: { '#': fileURLToPath(new URL('./src', import.meta.url)) } },
  plugins: [react(), compress()],
  build: {
    target: 'es2022',
    manifest: true,
    // A data: address would be refused by the content security policy of scripts and fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
    // What every page needs, in one file: many small ones compress worse.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'base', test: base }] } } },
  },
  server: {
    host: '127.0.0.1',
    proxy: {
      '^/(api|v1|v4|userservice|rest|identity|oauth|openapi.yaml)': { target: backEnd, changeOrigin: false },
      '^/console/(session|sessions|summary)': { target: backEnd, changeOrigin: false },
    },
  },
  test: {
    environment: 'node',
    include: ['src/**/*.test.{ts,tsx}', 'tests/**/*.test.ts'],
    restoreMocks: true,
  },
});
