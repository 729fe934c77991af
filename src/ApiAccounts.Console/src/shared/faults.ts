import { Problem } from '#/api/problem';
import { useProblemText } from './useProblemText';

/** Whether a refusal is about a part of the request: `roles[0].roleId` is about `roles`. */
export function isAbout(error: unknown, target: string): error is Problem {
  if (!(error instanceof Problem) || error.target === null) return false;
  return error.target === target || error.target.startsWith(`${target}[`) || error.target.startsWith(`${target}.`);
}

/** The refusal of a field as the properties of its `Field`: nothing if the refusal is about something else. */
export function useFaultOf(error: unknown): (target: string, own?: string | null) => { validationMessage?: string } {
  const text = useProblemText();
  return (target, own) => {
    if (own) return { validationMessage: own };
    return isAbout(error, target) ? { validationMessage: text(error) } : {};
  };
}
