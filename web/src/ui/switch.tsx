import { clsx } from 'clsx';
import { useId, type ReactNode } from 'react';

interface SwitchProps {
  label: string;
  hint?: ReactNode;
  checked: boolean;
  disabled?: boolean;
  onChange(checked: boolean): void;
}

/** On or off, at once. */
export function Switch({ label, hint, checked, disabled = false, onChange }: SwitchProps) {
  const id = useId();
  return (
    <div className="flex items-start gap-3">
      <button
        type="button"
        role="switch"
        id={id}
        aria-checked={checked}
        aria-labelledby={`${id}-label`}
        aria-describedby={hint ? `${id}-hint` : undefined}
        disabled={disabled}
        onClick={() => onChange(!checked)}
        className={clsx(
          'relative mt-px inline-flex h-5 w-9 shrink-0 items-center rounded-full border transition-colors disabled:opacity-50',
          // A larger place for fingers than what is seen.
          'after:absolute after:-inset-2 after:content-[""]',
          checked ? 'border-transparent bg-accent' : 'border-border-strong bg-muted',
        )}
      >
        <span
          aria-hidden
          className={clsx(
            'size-3.5 rounded-full transition-transform forced-colors:bg-[ButtonText]',
            checked ? 'translate-x-4.5 bg-accent-foreground rtl:-translate-x-4.5' : 'translate-x-0.5 bg-border-strong rtl:-translate-x-0.5',
          )}
        />
      </button>
      <div className="min-w-0">
        <label id={`${id}-label`} htmlFor={id} className="font-medium">
          {label}
        </label>
        {hint && (
          <p id={`${id}-hint`} className="text-muted-foreground">
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}
