import { get } from 'node:http';
import { expect, type Page } from '@playwright/test';
import { test } from './app-test.ts';

test.beforeEach(({ browserName: _browser }, info) => {
  test.skip(info.project.name !== 'web', 'Under Electron nothing listens: there is no door to try.');
});

const upgrade = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'ZHJpbGxib29rIGtub2Nrcw==',
};

test('a window of this browser is let in, and its address no longer holds the token', async ({ window }) => {
  await expect(window.getByRole('heading', { name: 'Library', level: 1 })).toBeVisible();
  expect(new URL(window.url()).search).toBe('');
});

test('a second browser without the cookie reads how to come in, and nothing else', async ({ window }) => {
  const stranger = await window.context().browser()?.newContext();
  const page = await stranger?.newPage();
  const answer = await page?.goto(new URL('/', window.url()).href);
  expect(answer?.status()).toBe(403);
  await expect(page?.locator('body') ?? window.locator('body')).toHaveText(/^Open the address that .* printed/);
  await stranger?.close();
});

test('wrong token, wrong host, wrong origin and no cookie are refused at the page and at the link', async ({
  window,
}) => {
  const cookie = await cookieOf(window);
  const { host, origin, port } = new URL(window.url());
  const tries = {
    'page: the cookie, as it should be': await statusOf(port, '/', { host, cookie }),
    'page: a wrong token': await statusOf(port, '/?token=guessed', { host }),
    'page: a cookie of another start': await statusOf(port, '/', { host, cookie: `${cookie}x` }),
    'page: a name that was pointed here': await statusOf(port, '/', { host: `evil.test:${port}`, cookie }),
    'link: all as it should be': await statusOf(port, '/link', { ...upgrade, host, origin, cookie }),
    'link: no cookie': await statusOf(port, '/link', { ...upgrade, host, origin }),
    'link: the page of another site': await statusOf(port, '/link', {
      ...upgrade,
      host,
      origin: 'http://evil.test',
      cookie,
    }),
    'link: a program that says no origin': await statusOf(port, '/link', { ...upgrade, host, cookie }),
    'link: a name that was pointed here': await statusOf(port, '/link', {
      ...upgrade,
      host: `evil.test:${port}`,
      origin: `http://evil.test:${port}`,
      cookie,
    }),
  };
  expect(tries).toEqual({
    'page: the cookie, as it should be': 200,
    'page: a wrong token': 403,
    'page: a cookie of another start': 403,
    'page: a name that was pointed here': 421,
    'link: all as it should be': 101,
    'link: no cookie': 403,
    'link: the page of another site': 403,
    'link: a program that says no origin': 403,
    'link: a name that was pointed here': 403,
  });
});

async function cookieOf(window: Page): Promise<string> {
  const cookies = await window.context().cookies();
  return cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
}

/** What a program gets that says exactly these headers; a browser would not let us lie. */
function statusOf(port: string, path: string, headers: Readonly<Record<string, string>>): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = get({ host: '127.0.0.1', port, path, headers });
    request.once('upgrade', (_response, socket) => {
      socket.destroy();
      resolve(101);
    });
    request.once('response', (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.once('error', reject);
  });
}
