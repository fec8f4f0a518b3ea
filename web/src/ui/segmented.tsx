import { clsx } from 'clsx';
import { useId } from 'react';

interface SegmentedProps<T extends string> {
  label: string;
  value: T;
  /** `lang`: the label is in another language than the page. */
  options: { value: T; label: string; lang?: string }[];
  onChange(value: T): void;
  disabled?: boolean;
  size?: 'small' | 'normal';
}

/** One of a few, all in view. */
export function Segmented<T extends string>({ label, value, options, onChange, disabled = false, size = 'normal' }: SegmentedProps<T>) {
  const name = useId();
  return (
    <fieldset disabled={disabled} className="inline-flex max-w-full flex-wrap rounded-md border bg-muted p-0.5 disabled:opacity-50">
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          lang={option.lang}
          className={clsx(
            'relative flex items-center rounded-sm has-focus-visible:outline-2 has-focus-visible:outline-accent',
            size === 'small' ? 'h-6 px-2 text-sm pointer-coarse:h-9' : 'h-8 px-3 pointer-coarse:h-11',
            !disabled && 'cursor-pointer',
            option.value === value
              ? 'bg-raised font-medium text-foreground ring-1 ring-border forced-colors:outline-2'
              : 'text-muted-foreground hover:text-foreground',
          )}
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            className="sr-only"
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
