import { apiUserRoute } from './screens/api-user/route';
import { apiUsersRoute } from './screens/api-users/route';
import { hubRoute } from './screens/hub/route';
import { operatorRoute } from './screens/operator/route';
import { operatorsRoute } from './screens/operators/route';
import { sessionsRoute } from './screens/sessions/route';
import { changePasswordRoute, forgotPasswordRoute, invitationRoute, resetPasswordRoute, signInRoute } from './screens/sign-in/routes';
import { rootRoute, signedInRoute } from './shell/routes';

/** Every page of the console. The code of each is loaded when it is opened. */
export const routeTree = rootRoute.addChildren([
  signInRoute,
  forgotPasswordRoute,
  resetPasswordRoute,
  invitationRoute,
  changePasswordRoute,
  signedInRoute.addChildren([hubRoute, operatorsRoute, operatorRoute, apiUsersRoute, apiUserRoute, sessionsRoute]),
]);
