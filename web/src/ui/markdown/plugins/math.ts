import { math as plain } from '@streamdown/math';
import 'katex/dist/katex.min.css';

/** In em. A formula may ask for a box of any size, and be a page of nothing that somebody has to scroll past. */
const LARGEST = 50;

const [katex, options] = plain.rehypePlugin as [never, object];

export const math: typeof plain = { ...plain, rehypePlugin: [katex, { ...options, maxSize: LARGEST }] as never };
