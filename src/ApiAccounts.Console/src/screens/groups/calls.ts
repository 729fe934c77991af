import { answerOf, api, type Schema } from '#/api/client';
import { numberOf } from '#/api/ids';
import { Problem } from '#/api/problem';

export type Group = Schema<'Group'>;
export type Permissions = Schema<'Permissions'>;
export type PermissionName = Permissions[number]['permissions'][number];
type User = Schema<'User'>;

/** The same key as on the page of an operator, which lists the groups too. */
export const groupsKey = ['groups'] as const;

const path = (groupId: number) => ({ path: { groupId } });

export const groupCalls = {
  /** All of them: without a parameter of a page, the answer is a bare array. */
  list: async () => (await answerOf(api.GET('/api/v1/groups'))) as Group[],
  read: (groupId: number) => answerOf(api.GET('/api/v1/groups/{groupId}', { params: path(groupId) })),
  create: (body: Schema<'GroupRequest'>, key: string) =>
    answerOf(api.POST('/api/v1/groups', { body, headers: { 'Idempotency-Key': key } })),
  update: (groupId: number, body: Schema<'GroupRequest'>) => answerOf(api.PUT('/api/v1/groups/{groupId}', { params: path(groupId), body })),
  delete: (groupId: number) => answerOf(api.DELETE('/api/v1/groups/{groupId}', { params: path(groupId) })),
  permissions: (groupId: number) => answerOf(api.GET('/api/v1/groups/{groupId}/permissions', { params: path(groupId) })),
  setPermissions: (groupId: number, body: Permissions) =>
    answerOf(api.PUT('/api/v1/groups/{groupId}/permissions', { params: path(groupId), body })),

  async members(groupId: number): Promise<User[]> {
    return (await answerOf(api.GET('/api/v1/users', { params: { query: { groupId: [groupId] } } }))) as User[];
  },
  async add(groupId: number, operatorGuid: string): Promise<void> {
    const params = { path: { operatorGroupGuid: await guidOf(groupId), operatorGuid } };
    await answerOf(api.POST('/v4/OperatorGroup/{operatorGroupGuid}/Member/{operatorGuid}', { params }));
  },
  async remove(groupId: number, userId: number): Promise<void> {
    const operatorGroupGuid = await guidOf(groupId);
    const members = await answerOf(api.GET('/v4/OperatorGroup/{operatorGroupGuid}/Member', { params: { path: { operatorGroupGuid } } }));
    const member = members.find(({ OperatorGuid }) => numberOf(OperatorGuid) === userId);
    if (member === undefined) return;
    const params = { path: { operatorGroupGuid, operatorGuid: member.OperatorGuid } };
    await answerOf(api.DELETE('/v4/OperatorGroup/{operatorGroupGuid}/Member/{operatorGuid}', { params }));
  },
};

/**
 * The id of a group, which contains its number. Only `/v4` can change a single member, and it identifies groups by their ids.
 */
async function guidOf(groupId: number): Promise<string> {
  const groups = await answerOf(api.GET('/v4/OperatorGroup'));
  const group = groups.find(({ OperatorGroupGuid }) => numberOf(OperatorGroupGuid) === groupId);
  if (group === undefined) throw new Problem(404, 'not_found', 'The group does not exist.');
  return group.OperatorGroupGuid;
}
