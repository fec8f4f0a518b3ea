import { useLayoutEffect, useRef } from 'react';

/** This many characters at the end stay in view: enough for a number and the file's extension. */
const TAIL = 12;
/** Where not even so many fit before it, the line ends in the ellipsis instead. */
const HEAD_EM = 3;
const WIDE = 'flex min-w-0';
const NARROW = 'block truncate';

/** One line that is shortened in the middle where it does not fit. */
export function Middle({ text }: { text: string }) {
  const line = useRef<HTMLSpanElement>(null);
  const points = [...text];
  const isShort = points.length <= TAIL * 2;

  // The browser ends the first half behind a whole character, which leaves up to one of room before the second half.
  useLayoutEffect(() => {
    const element = line.current;
    if (!element || isShort) return;
    const observer = new ResizeObserver(() => close(element));
    observer.observe(element);
    return () => observer.disconnect();
  }, [text, isShort]);

  if (isShort) return <span className="block truncate">{text}</span>;
  return (
    <span className="block min-w-0">
      {/* Two halves would be heard as two words. */}
      <span className="sr-only select-none">{text}</span>
      <span ref={line} aria-hidden className={WIDE}>
        <span className="truncate whitespace-pre!">{points.slice(0, -TAIL).join('')}</span>
        <span className="shrink-0 whitespace-pre">{points.slice(-TAIL).join('')}</span>
      </span>
    </span>
  );
}

/** Makes the first half as wide as the characters that fit into it with the ellipsis. */
function close(line: HTMLElement): void {
  const head = line.firstElementChild as HTMLElement;
  const words = head.firstChild;
  head.style.removeProperty('width');
  line.className = WIDE;
  const tail = line.lastElementChild!.getBoundingClientRect().width;
  if (tail + HEAD_EM * parseFloat(getComputedStyle(line).fontSize) > line.clientWidth) {
    line.className = NARROW;
    return;
  }
  if (!(words instanceof Text) || head.scrollWidth <= head.clientWidth) return;
  const room = head.getBoundingClientRect().width - ellipsisWidth(head);
  const range = document.createRange();
  const widthOf = (length: number) => {
    range.setStart(words, 0);
    range.setEnd(words, length);
    return range.getBoundingClientRect().width;
  };
  let fits = 0;
  let all = words.length;
  while (fits < all) {
    const middle = Math.ceil((fits + all) / 2);
    if (widthOf(middle) <= room) fits = middle;
    else all = middle - 1;
  }
  // A pixel more than needed, as widths are rounded.
  if (fits > 0) head.style.width = `${Math.ceil(widthOf(fits) + ellipsisWidth(head)) + 1}px`;
}

const widths = new Map<string, number>();
let context: CanvasRenderingContext2D | null = null;

function ellipsisWidth(element: HTMLElement): number {
  const { font } = getComputedStyle(element);
  const known = widths.get(font);
  if (known !== undefined) return known;
  context ??= document.createElement('canvas').getContext('2d');
  if (context) context.font = font;
  const width = context?.measureText('…').width ?? 0;
  widths.set(font, width);
  return width;
}
