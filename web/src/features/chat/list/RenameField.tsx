import { useRef } from 'react';
import { Input } from '@/ui/field';

interface RenameFieldProps {
  label: string;
  name: string;
  longest: number;
  /** The new name, or null when it stays; `byKey` when Enter or Escape ended it. */
  onDone(name: string | null, byKey: boolean): void;
}

/** A name that is changed where it stands. */
export function RenameField({ label, name, longest, onDone }: RenameFieldProps) {
  const left = useRef(false);
  const done = (text: string | null, byKey: boolean) => {
    if (left.current) return;
    left.current = true;
    onDone(text && text !== name ? text : null, byKey);
  };
  return (
    <Input
      aria-label={label}
      defaultValue={name}
      maxLength={longest}
      dir="auto"
      className="h-8!"
      // The menu that opened this field gives focus back to its button first.
      ref={(field) => {
        if (field) setTimeout(() => field.select(), 0);
      }}
      onBlur={(event) => done(event.target.value.trim(), false)}
      onKeyDown={(event) => {
        // The list's own keys are letters here.
        event.stopPropagation();
        if (event.key === 'Enter') done(event.currentTarget.value.trim(), true);
        if (event.key === 'Escape') done(null, true);
      }}
    />
  );
}
