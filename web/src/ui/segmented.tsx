import { clsx } from 'clsx';
import { useId } from 'react';

interface SegmentedProps<T extends string> {
  label: string;
  value: T;
  /** `lang`: the label is in another language than the page. */
  options: { value: T; label: string; lang?: string }[];
  onChange(value: T): void;
  disabled?: boolean;
}

/** One of a few, all in view. */
export function Segmented<T extends string>({ label, value, options, onChange, disabled = false }: SegmentedProps<T>) {
  const name = useId();
  return (
    <fieldset disabled={disabled} className="inline-flex max-w-full flex-wrap rounded-md border bg-muted p-0.5 disabled:opacity-50">
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          lang={option.lang}
          className={clsx(
            'relative flex h-8 items-center rounded-sm px-3 has-focus-visible:outline-2 has-focus-visible:outline-accent pointer-coarse:h-11',
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
