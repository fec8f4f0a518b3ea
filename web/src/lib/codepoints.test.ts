import { describe, expect, it } from 'vitest';
import { countCodePoints, sliceCodePoints, utf16Index } from './codepoints';

const text = 'a😀b𝒳é\u{1F469}\u200D\u{1F4BB}z';

describe('code points', () => {
  it('counts characters beyond the BMP once', () => {
    expect(countCodePoints(text)).toBe([...text].length);
  });

  it('slices like an array of code points, everywhere', () => {
    const points = [...text];
    for (let start = 0; start <= points.length; start += 1)
      for (let end = start; end <= points.length; end += 1)
        expect(sliceCodePoints(text, start, end)).toBe(points.slice(start, end).join(''));
  });

  it('stops at the end of the text', () => {
    expect(utf16Index('😀', 5)).toBe(2);
    expect(sliceCodePoints('ab', 1, 9)).toBe('b');
  });

  it('takes a lone surrogate at the end as one character', () => {
    expect(countCodePoints('a\ud83d')).toBe(2);
    expect(utf16Index('a\ud83d', 2)).toBe(2);
  });
});
