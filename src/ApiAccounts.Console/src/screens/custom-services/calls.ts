import { answerOf, api, type Schema } from '#/api/client';

export type CustomService = Schema<'CustomService'>;
export const customServicesKey = ['custom-services'] as const;

const path = (clientId: string) => ({ path: { clientId } });
const repeatable = (key: string) => ({ 'Idempotency-Key': key });

export const serviceCalls = {
  list: () => answerOf(api.GET('/api/v1/custom-services')),
  read: (clientId: string) => answerOf(api.GET('/api/v1/custom-services/{clientId}', { params: path(clientId) })),
  create: (body: Schema<'CreateCustomService'>, key: string) =>
    answerOf(api.POST('/api/v1/custom-services', { body, headers: repeatable(key) })),
  update: (clientId: string, body: Schema<'UpdateCustomService'>) =>
    answerOf(api.PUT('/api/v1/custom-services/{clientId}', { params: path(clientId), body })),
  regenerate: (clientId: string, overlapDays: number, key: string) =>
    answerOf(
      api.POST('/api/v1/custom-services/{clientId}/regenerate-secret', {
        params: path(clientId),
        body: { overlapDays },
        headers: repeatable(key),
      }),
    ),
  delete: (clientId: string) => answerOf(api.DELETE('/api/v1/custom-services/{clientId}', { params: path(clientId) })),
};
