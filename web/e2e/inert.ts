import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Complains of everything that only a script or a link of a stranger would start. Returns the list it writes to. */
export function watched(page: Page, complaints: string[]): string[] {
  page.on('dialog', (dialog) => {
    complaints.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('download', (download) => complaints.push(`download of ${download.url()}`));
  page.on('popup', (popup) => complaints.push(`window of ${popup.url()}`));
  page.on('frameattached', (frame) => complaints.push(`frame of ${frame.url()}`));
  return complaints;
}

/** Nothing ran, and nothing is left that could: whatever a person does with the page next. */
export async function expectInert(page: Page, where: string): Promise<void> {
  // What is only drawn may run a moment later.
  await page.mouse.move(700, 450);
  await page.waitForTimeout(100);
  expect(await lively(page), where).toEqual({ ran: false, problems: [] });
}

/** What ran, and what could. */
export function lively(page: Page): Promise<{ ran: boolean; problems: string[] }> {
  return page.evaluate(() => {
    const live = 'script:not([src]), iframe, object, embed, base, form[action], meta[http-equiv], link[href^="http"], [formaction], [srcdoc]';
    const elements = [...document.querySelectorAll('body *')];
    const place = (element: Element) => `message ${element.closest('article')?.getAttribute('aria-posinset') ?? '-'}: `;
    const problems = [...document.querySelectorAll(`body :is(${live})`)].map((element) => place(element) + element.outerHTML.slice(0, 120));
    for (const element of elements) {
      for (const { name, value } of element.attributes) {
        const address = ['href', 'src', 'xlink:href', 'action', 'data', 'poster', 'srcset', 'ping'].includes(name) ? value.replace(/[\s\p{Cc}]/gu, '') : '';
        const isAlien = /^(?!https?:|mailto:|blob:|data:image\/(?!svg)|\/|#|\.|\?)[a-z][a-z0-9+.-]*:/i.test(address);
        if (name.startsWith('on') || isAlien) problems.push(`${place(element)}${element.tagName} ${name}=${value.slice(0, 80)}`);
      }
    }
    // Names of elements must not take the place of what the page reads.
    for (const { id } of document.querySelectorAll('article [id]')) if (['page', 'root', '__proto__', 'constructor', 'p'].includes(id)) problems.push(`an element is called ${id}`);
    const root = document.getElementById('root');
    if (!(document.body instanceof HTMLBodyElement) || typeof document.cookie !== 'string' || typeof document.querySelector !== 'function') problems.push('the document is clobbered');
    if (root?.parentElement !== document.body) problems.push('#root is clobbered');
    return { ran: '__xss' in window, problems };
  });
}

/** What the page is worked with can be seen and hit: nothing covers or hides it. */
export async function expectUncovered(page: Page, selector: string, where: string): Promise<void> {
  const hit = await page.evaluate((wanted) => {
    const element = document.querySelector(wanted);
    if (!element) return 'not there';
    const { x, y, width, height } = element.getBoundingClientRect();
    const found = document.elementFromPoint(x + width / 2, y + height / 2);
    if (found && (element.contains(found) || found.contains(element)) && getComputedStyle(document.body).display !== 'none') return 'free';
    return `under ${found?.outerHTML.slice(0, 120) ?? 'nothing'}`;
  }, selector);
  expect(hit, where).toBe('free');
}
