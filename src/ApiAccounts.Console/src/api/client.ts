import createClient from 'openapi-fetch';
import { problemFrom } from './problem';
import type { components, paths } from './schema';
import { send, sendOnce } from './send';

/** Every route of the OpenAPI document, with its types. `answerOf(api.GET(...))` gives the body or throws a `Problem`. */
export const api = createClient<paths>({ baseUrl: window.location.origin, fetch: send });

/** The same for the calls by which one signs in: a 401 is their own answer, and asks nobody to sign in. */
export const signInApi = createClient<paths>({ baseUrl: window.location.origin, fetch: sendOnce });

/** The shapes that the OpenAPI document names. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

type Answer<T> = { data: T; error?: never; response: Response } | { data?: never; error: unknown; response: Response };

/**
 * The body of a successful answer.
 * @throws {Problem} if the call was refused or no answer came.
 */
export async function answerOf<T>(call: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok) throw problemFrom(error, response);
  return data as T;
}
