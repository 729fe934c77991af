import { useEffect, useState } from 'react';

/** The token of a mailed link: what follows its `#`. It is taken out of the address, so that no history keeps it. */
export function useTokenOfLink(): string {
  const [token] = useState(() => window.location.hash.slice(1));
  useEffect(() => {
    if (window.location.hash !== '') window.history.replaceState(window.history.state, '', window.location.pathname);
  }, []);
  return token;
}
