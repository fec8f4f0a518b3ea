import { clsx } from 'clsx';
import { useId, type ComponentProps, type ReactNode } from 'react';

const BOX =
  'w-full rounded-md border border-border-strong bg-background px-3 text-base text-foreground focus-visible:outline-offset-0 disabled:opacity-60';

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input className={clsx(BOX, 'h-9', className)} {...rest} />;
}

export function Select({ className, ...rest }: ComponentProps<'select'>) {
  return <select className={clsx(BOX, 'h-9 pe-8', className)} {...rest} />;
}

interface FieldProps {
  label: string;
  hint?: ReactNode;
  /** Gets the id of the control and of its description. */
  children: (ids: { id: string; 'aria-describedby'?: string }) => ReactNode;
}

/** A control with its label above and an explanation below. */
export function Field({ label, hint, children }: FieldProps) {
  const id = useId();
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      {children(hint ? { id, 'aria-describedby': `${id}-hint` } : { id })}
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-muted-foreground">
          {hint}
        </p>
      )}
    </div>
  );
}

interface SearchBoxProps extends Omit<ComponentProps<'input'>, 'onChange' | 'value'> {
  label: string;
  value: string;
  onValue(value: string): void;
}

/** A search field; Escape empties it. */
export function SearchBox({ label, value, onValue, className, ...rest }: SearchBoxProps) {
  return (
    <Input
      type="search"
      aria-label={label}
      placeholder={label}
      value={value}
      onChange={(event) => onValue(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !value) return;
        event.stopPropagation();
        onValue('');
      }}
      className={clsx('h-8 border-border text-sm', className)}
      {...rest}
    />
  );
}
