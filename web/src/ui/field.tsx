import { clsx } from 'clsx';
import { ChevronDown } from 'lucide-react';
import { useEffect, useId, useRef, useState, type ComponentProps, type ReactNode } from 'react';

const BOX =
  'w-full rounded-md border border-border-strong bg-background px-3 text-base text-foreground focus-visible:outline-offset-0 disabled:opacity-60 aria-invalid:border-error';

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input className={clsx(BOX, 'h-9', className)} {...rest} />;
}

/** Several lines; as high as `rows` say, and as the person draws it. */
export function TextArea({ className, ...rest }: ComponentProps<'textarea'>) {
  return <textarea className={clsx(BOX, 'block resize-y py-2', className)} {...rest} />;
}

export function Select({ className, ...rest }: ComponentProps<'select'>) {
  return (
    <span className={clsx('relative block', className)}>
      <select className={clsx(BOX, 'h-9 appearance-none pe-8')} {...rest} />
      <ChevronDown aria-hidden className="pointer-events-none absolute end-2.5 top-2.5 size-4 text-muted-foreground" />
    </span>
  );
}

interface FieldProps {
  label: string;
  hint?: ReactNode;
  /** Why the value is not accepted; takes the place of the hint. */
  error?: ReactNode;
  /** Gets the id of the control, of its description, and whether it is refused. */
  children: (ids: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }) => ReactNode;
}

/** A control with its label above and an explanation below. */
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId();
  const words = error ?? hint;
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      {children({ id, ...(words ? { 'aria-describedby': `${id}-hint` } : {}), ...(error ? { 'aria-invalid': true } : {}) })}
      {words && (
        <p id={`${id}-hint`} role={error ? 'alert' : undefined} className={clsx('text-sm', error ? 'text-error' : 'text-muted-foreground')}>
          {words}
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

const PAUSE_MS = 200;

/** A search field that reports when the typing pauses; Escape empties it. */
export function SearchBox({ label, value, onValue, className, ...rest }: SearchBoxProps) {
  // What is typed must not wait for the address or the server to catch up.
  const [text, setText] = useState(value);
  const reported = useRef(value);
  const report = useRef(onValue);
  useEffect(() => {
    report.current = onValue;
  }, [onValue]);
  useEffect(() => {
    if (value === reported.current) return;
    reported.current = value;
    setText(value);
  }, [value]);
  useEffect(() => {
    if (text === reported.current) return;
    const timer = setTimeout(() => {
      reported.current = text;
      report.current(text);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <Input
      type="search"
      aria-label={label}
      placeholder={label}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !text) return;
        event.stopPropagation();
        setText('');
      }}
      className={clsx('text-sm!', className ?? 'h-8!')}
      {...rest}
    />
  );
}
