import { answerOf, api, type Schema } from '#/api/client';

export const invitationsKey = ['invitations'] as const;

const path = (operatorId: string) => ({ params: { path: { operatorId } } });

export const invitationCalls = {
  list: () => answerOf(api.GET('/api/v1/invitations')),
  create: (body: Schema<'NewInvitation'>, key: string) =>
    answerOf(api.POST('/api/v1/invitations', { body, headers: { 'Idempotency-Key': key } })),
  resend: (operatorId: string) => answerOf(api.POST('/api/v1/invitations/{operatorId}/resend', path(operatorId))),
  withdraw: (operatorId: string) => answerOf(api.DELETE('/api/v1/invitations/{operatorId}', path(operatorId))),
};
