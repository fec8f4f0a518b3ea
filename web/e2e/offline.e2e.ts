import { expect, it } from 'vitest';
import { BASE, makeConversation, useHouse, visit } from './house';

useHouse();

it('says quietly that the server is away, keeps the text and comes back', async () => {
  const { page } = await visit(await makeConversation());
  await page.getByRole('textbox', { name: 'Question' }).fill('Still here');
  // Closing every socket from the page's side is what a server restart looks like to it.
  await page.routeWebSocket(/\/api\/v1\/ws/, (socket) => socket.close());
  await page.reload();
  await page.getByText('The server cannot be reached').waitFor();
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByText('The question was not sent').waitFor();
  expect(await page.getByRole('textbox', { name: 'Question' }).inputValue()).toBe('Still here');
  await page.unrouteAll();
});

it('reads again by itself what got lost while the connection stood', async () => {
  const { page } = await visit('/settings/appearance');
  let lost = true;
  await page.route('**/api/v1/documents*', (route) => (lost ? route.abort() : route.continue()));
  await page.getByRole('link', { name: 'Library' }).click();
  await page.getByRole('alert').getByText('The server cannot be reached').waitFor();
  lost = false;
  await page.getByRole('grid', { name: 'Documents' }).waitFor();
  await page.getByRole('alert').waitFor({ state: 'detached' });
});

it('opens a room whose script could not be fetched as soon as the server is back', async () => {
  const { page } = await visit('/settings/appearance');
  let away = false;
  let cut = () => {};
  await page.route('**/assets/**', (route) => (away ? route.abort() : route.continue()));
  await page.routeWebSocket(/\/api\/v1\/ws/, (client) => {
    if (away) return void client.close();
    client.connectToServer();
    cut = () => void client.close();
  });
  await page.goto(`${BASE}/chat`);
  await page.getByRole('textbox', { name: 'Question' }).waitFor();
  away = true;
  cut();
  await page.getByText('The server cannot be reached').waitFor();
  await page.getByRole('link', { name: 'Settings' }).click();
  away = false;
  await page.getByRole('heading', { level: 1, name: 'Models' }).waitFor();
  await page.getByText('Reconnecting').waitFor({ state: 'detached' });
});

it('reads again by itself what failed while the server was away', async () => {
  const { page } = await visit('/settings/appearance');
  let away = true;
  await page.routeWebSocket(/\/api\/v1\/ws/, (client) => {
    if (away) void client.close();
    else client.connectToServer();
  });
  await page.route('**/api/v1/documents*', (route) => (away ? route.abort() : route.continue()));
  await page.goto(`${BASE}/library`);
  await page.getByRole('alert').getByText('The server cannot be reached').waitFor();
  away = false;
  await page.getByRole('button', { name: 'Try now' }).click();
  await page.getByRole('grid', { name: 'Documents' }).waitFor();
  await page.getByText('Reconnecting').waitFor({ state: 'detached' });
});
