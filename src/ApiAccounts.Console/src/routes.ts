import { apiUserRoute } from './screens/api-user/route';
import { apiUsersRoute } from './screens/api-users/route';
import { auditRoute } from './screens/audit/route';
import { customServiceRoute, customServicesRoute, newCustomServiceRoute } from './screens/custom-services/route';
import { developersRoute } from './screens/developers/route';
import { groupRoute, groupsRoute, newGroupRoute } from './screens/groups/route';
import { hubRoute } from './screens/hub/route';
import { invitationsRoute, inviteRoute } from './screens/invitations/route';
import { operatorRoute } from './screens/operator/route';
import { operatorsRoute } from './screens/operators/route';
import { newRoleRoute, roleRoute, rolesRoute } from './screens/roles/route';
import { sessionsRoute } from './screens/sessions/route';
import { changePasswordRoute, forgotPasswordRoute, invitationRoute, resetPasswordRoute, signInRoute } from './screens/sign-in/routes';
import { unconfirmedRoute } from './screens/unconfirmed/route';
import { rootRoute, signedInRoute } from './shell/routes';

/** Every page of the console. The code of each is loaded when it is opened. */
export const routeTree = rootRoute.addChildren([
  signInRoute,
  forgotPasswordRoute,
  resetPasswordRoute,
  invitationRoute,
  changePasswordRoute,
  signedInRoute.addChildren([
    hubRoute,
    operatorsRoute,
    operatorRoute,
    apiUsersRoute,
    apiUserRoute,
    invitationsRoute,
    inviteRoute,
    customServicesRoute,
    newCustomServiceRoute,
    customServiceRoute,
    groupsRoute,
    newGroupRoute,
    groupRoute,
    rolesRoute,
    newRoleRoute,
    roleRoute,
    auditRoute,
    unconfirmedRoute,
    developersRoute,
    sessionsRoute,
  ]),
]);
