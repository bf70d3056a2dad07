import { useEffect, useRef, useState } from 'react';
import { TextField } from '../../ui/Field.tsx';

interface CommitFieldProps {
  label: string;
  labelHidden?: boolean;
  hint?: string | undefined;
  value: string;
  placeholder?: string | undefined;
  inputMode?: 'decimal' | 'numeric' | undefined;
  commit: (value: string) => void;
}

const REST_MS = 400;

/** A field whose text counts once the typing rests or the field is left: what hangs on it is not worked out per letter. */
export function CommitField({ value, commit, labelHidden = true, ...rest }: CommitFieldProps) {
  const [typed, setTyped] = useState<string>();
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(waiting.current), []);
  const settle = (text: string | undefined) => {
    clearTimeout(waiting.current);
    setTyped(undefined);
    if (text !== undefined && text !== value) commit(text);
  };
  return (
    <TextField
      {...rest}
      labelHidden={labelHidden}
      value={typed ?? value}
      onChange={event => {
        const text = event.target.value;
        setTyped(text);
        clearTimeout(waiting.current);
        waiting.current = setTimeout(() => settle(text), REST_MS);
      }}
      onBlur={() => settle(typed)}
      onKeyDown={event => {
        if (event.key === 'Enter') settle(typed);
      }}
    />
  );
}
