import { useLayoutEffect, useRef, type KeyboardEvent, type Ref } from 'react';

interface GrowingTextProps {
  label: string;
  value: string;
  onValue(value: string): void;
  onEnter(): void;
  onEscape?(): void;
  /** Sees every key first; `preventDefault` keeps it from the field. */
  onKey?(event: KeyboardEvent): void;
  placeholder?: string;
  ref?: Ref<HTMLTextAreaElement>;
}

/** A text field that grows with its text. Enter is handed on, Shift+Enter breaks the line. */
export function GrowingText({ label, value, onValue, onEnter, onEscape, onKey, placeholder, ref }: GrowingTextProps) {
  const own = useRef<HTMLTextAreaElement>(null);

  useLayoutEffect(() => {
    const field = own.current;
    if (!field) return;
    field.style.height = 'auto';
    field.style.height = `${field.scrollHeight}px`;
  }, [value]);

  function pressed(event: KeyboardEvent) {
    // Enter also ends the composition of Chinese or Japanese characters.
    if (event.nativeEvent.isComposing) return;
    onKey?.(event);
    if (event.defaultPrevented) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      onEnter();
    } else if (event.key === 'Escape' && onEscape) {
      event.stopPropagation();
      onEscape();
    }
  }

  return (
    <textarea
      ref={(field) => {
        own.current = field;
        if (typeof ref === 'function') ref(field);
        else if (ref) ref.current = field;
      }}
      aria-label={label}
      placeholder={placeholder}
      rows={1}
      dir="auto"
      value={value}
      onChange={(event) => onValue(event.target.value)}
      onKeyDown={pressed}
      className="max-h-[40dvh] w-full resize-none bg-transparent text-lg outline-none"
    />
  );
}
