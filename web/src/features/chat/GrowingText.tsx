import { useLayoutEffect, useRef, type KeyboardEvent, type Ref } from 'react';

/** Characters; measuring more would stop the page at every key, and the field is as tall as it gets anyway. */
const LONG = 20_000;

interface GrowingTextProps {
  label: string;
  value: string;
  onValue(value: string): void;
  onEnter(): void;
  onEscape?(): void;
  /** Sees every key first; `preventDefault` keeps it from the field. */
  onKey?(event: KeyboardEvent): void;
  /** Where the caret is, whenever it moves. */
  onCaret?(at: number): void;
  /** Id of a list of suggestions, and of the one that Enter takes. */
  controls?: string;
  activeOption?: string;
  placeholder?: string;
  ref?: Ref<HTMLTextAreaElement>;
}

/** A text field that grows with its text. Enter is handed on, Shift+Enter breaks the line. */
export function GrowingText({ label, value, onValue, onEnter, onEscape, onKey, onCaret, controls, activeOption, placeholder, ref }: GrowingTextProps) {
  const own = useRef<HTMLTextAreaElement>(null);

  useLayoutEffect(() => {
    const field = own.current;
    if (!field) return;
    field.style.height = 'auto';
    field.style.height = value.length > LONG ? '100dvh' : `${field.scrollHeight}px`;
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
      onChange={(event) => {
        onCaret?.(event.target.selectionStart);
        onValue(event.target.value);
      }}
      onSelect={(event) => onCaret?.(event.currentTarget.selectionStart)}
      aria-autocomplete={onCaret ? 'list' : undefined}
      aria-controls={controls}
      aria-activedescendant={activeOption}
      onKeyDown={pressed}
      className="max-h-[40dvh] w-full resize-none bg-transparent text-lg outline-none"
    />
  );
}
