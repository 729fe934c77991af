import { answerOf, api, type Schema } from '#/api/client';

/** What there is in the partner, counted by the server. Null: one may not see it. */
export type Summary = Schema<'ConsoleSummary'>;

export const readSummary = () => answerOf(api.GET('/console/summary'));
