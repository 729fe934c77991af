import { AriaLiveAnnouncer, createDOMRenderer, RendererProvider } from '@fluentui/react-components';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { queries } from './api/queries';
import { catalogueOf, LanguageProvider, preferredLanguage } from './messages/language';
import { sessionStore } from './session/store';
import { firstTheme, ThemeProvider } from './theme/theme';
import './main.css';

// The app answers at `/` too.
if (!window.location.pathname.startsWith('/console/')) window.history.replaceState(null, '', `/console/${window.location.search}`);

// The session is read while the code, the messages and the theme load.
sessionStore.known().catch(() => {});
const language = preferredLanguage();
const [messages, theme, { router }] = await Promise.all([catalogueOf(language), firstTheme(), import('./router')]);

// Not needed before there is something to tell.
const Notices = lazy(() => import('./shared/Notices'));

// The content security policy allows only styles with the nonce of this answer.
const nonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? '';
const renderer = createDOMRenderer(document, { styleElementAttributes: { nonce } });

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id root.');
createRoot(root).render(
  <StrictMode>
    <RendererProvider renderer={renderer}>
      <QueryClientProvider client={queries}>
        <LanguageProvider language={language} messages={messages}>
          <ThemeProvider first={theme}>
            <AriaLiveAnnouncer>
              <RouterProvider router={router} />
              <Suspense>
                <Notices />
              </Suspense>
            </AriaLiveAnnouncer>
          </ThemeProvider>
        </LanguageProvider>
      </QueryClientProvider>
    </RendererProvider>
  </StrictMode>,
);
