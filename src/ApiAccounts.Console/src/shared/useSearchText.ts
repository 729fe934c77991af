import { useEffect, useRef, useState } from 'react';

/** The text of a search box: shown at once, handed on when one stops typing for a moment. */
export function useSearchText(value: string, change: (value: string) => void): [string, (text: string) => void] {
  const [text, setText] = useState(value);
  const handed = useRef(value);
  const onChange = useRef(change);
  onChange.current = change;
  useEffect(() => {
    // The address changed by other means: the back button, or a link.
    if (value !== handed.current) {
      handed.current = value;
      setText(value);
    }
  }, [value]);
  useEffect(() => {
    if (text === handed.current) return;
    const timer = setTimeout(() => {
      handed.current = text;
      onChange.current(text);
    }, 250);
    return () => clearTimeout(timer);
  }, [text]);
  return [text, setText];
}
