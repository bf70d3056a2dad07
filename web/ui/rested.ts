import { useEffect, useMemo, useState } from 'react';

const REST_MS = 150;

/** What can be written as JSON, the same once it has not changed for a moment: a slider moves sixty times a second. */
export function useRested<T>(value: T): T {
  const text = JSON.stringify(value);
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const rest = setTimeout(() => setRested(text), REST_MS);
    return () => clearTimeout(rest);
  }, [text]);
  return useMemo(() => JSON.parse(rested) as T, [rested]);
}
