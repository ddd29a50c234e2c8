import type { CdpConnection, CdpSession } from './cdp.ts';
import type { PageScripts } from './page-scripts.ts';
import type { FromPage, ToPage } from './page/preload-world.ts';

/** What a window hears of its page. URLs are Chromium's. */
export interface PageListener {
  readonly onMessage: (message: FromPage) => void;
  readonly onNavigated: (url: string) => void;
  readonly onDomReady: () => void;
  readonly onLoaded: () => void;
  readonly onConsole: (level: string, text: string) => void;
  /** Asked before the page itself leads somewhere else; false stops it. */
  readonly mayNavigate: (url: string) => boolean;
  readonly onCrashed: () => void;
  readonly onGone: () => void;
}

export interface PageSize {
  readonly width: number;
  readonly height: number;
}

const preloadWorld = 'stand-in-preload';

/** One page of Chromium, with the bridge and the preload put into each of its documents. */
export class PageTarget {
  readonly id: string;
  readonly #browser: CdpSession;
  readonly #session: CdpSession;
  /** The preload's world in the present document. */
  #world: string | undefined;
  /** The URL that the main process itself asked for: no question about it. */
  #expected = '';

  private constructor(id: string, browser: CdpSession, session: CdpSession) {
    this.id = id;
    this.#browser = browser;
    this.#session = session;
  }

  static async open(
    cdp: CdpConnection,
    size: PageSize,
    scripts: PageScripts,
    listener: PageListener,
  ): Promise<PageTarget> {
    const browser = cdp.session();
    const { targetId } = await browser.send('Target.createTarget', { url: 'about:blank', newWindow: true, ...size });
    const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: true });
    browser.on('Target.detachedFromTarget', (gone) => {
      if (gone.sessionId === sessionId) listener.onGone();
    });
    const page = new PageTarget(targetId, browser, cdp.session(sessionId));
    page.#listen(listener);
    await page.#install(scripts);
    return page;
  }

  async #install({ page, preload }: PageScripts): Promise<void> {
    const { send } = this.#session;
    await Promise.all([
      send('Page.enable'),
      send('Runtime.enable'),
      send('Runtime.addBinding', { name: 'standInPost', executionContextName: preloadWorld }),
      // The page's side of the bridge must be listening when the preload exposes something.
      send('Page.addScriptToEvaluateOnNewDocument', { source: page }),
      send('Page.addScriptToEvaluateOnNewDocument', { source: preload, worldName: preloadWorld }),
      send('Fetch.enable', { patterns: [{ urlPattern: '*', resourceType: 'Document' }] }),
    ]);
  }

  #listen(listener: PageListener): void {
    const session = this.#session;
    session.on('Runtime.executionContextCreated', ({ context }) => {
      const { frameId } = (context.auxData ?? {}) as { frameId?: string };
      if (context.name === preloadWorld && frameId === this.id) this.#world = context.uniqueId;
    });
    session.on('Runtime.executionContextDestroyed', ({ executionContextUniqueId }) => {
      if (executionContextUniqueId === this.#world) this.#world = undefined;
    });
    session.on('Runtime.bindingCalled', ({ name, payload }) => {
      if (name === 'standInPost') listener.onMessage(JSON.parse(payload) as FromPage);
    });
    session.on('Runtime.consoleAPICalled', ({ type, args }) => {
      listener.onConsole(type, args.map(({ value, description }) => String(value ?? description)).join(' '));
    });
    session.on('Page.frameNavigated', ({ frame }) => {
      if (frame.parentId === undefined) listener.onNavigated(frame.url + (frame.urlFragment ?? ''));
    });
    session.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      if (frameId === this.id) listener.onNavigated(url);
    });
    session.on('Page.frameRequestedNavigation', ({ frameId, url }) => {
      // What another program would open is no request, and never paused below.
      if (frameId === this.id && !/^(?:https?|file|about|blob|data):/.test(url)) listener.mayNavigate(url);
    });
    session.on('Page.domContentEventFired', listener.onDomReady);
    session.on('Page.loadEventFired', listener.onLoaded);
    session.on('Inspector.targetCrashed', listener.onCrashed);
    session.on('Fetch.requestPaused', ({ requestId, frameId, request }) => {
      const stopped = frameId === this.id && request.url !== this.#expected && !listener.mayNavigate(request.url);
      const answer = stopped
        ? session.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' })
        : session.send('Fetch.continueRequest', { requestId });
      answer.catch(ignoreGone);
    });
  }

  /** Resolves once the document is committed; rejects with Chromium's name of the error. */
  async navigate(url: string): Promise<void> {
    this.#expected = url;
    const { errorText } = await this.#session.send('Page.navigate', { url });
    if (errorText !== undefined) throw new Error(`${errorText} loading '${url}'`);
  }

  reload(url: string): void {
    this.#expected = url;
    this.#session.send('Page.reload').catch(ignoreGone);
  }

  /** Goes nowhere when the document has no preload yet, or no more. */
  post(message: ToPage): void {
    if (this.#world === undefined) return;
    const expression = `standInReceive(${JSON.stringify(JSON.stringify(message))})`;
    this.#session.send('Runtime.evaluate', { expression, uniqueContextId: this.#world }).catch(ignoreGone);
  }

  async evaluate(expression: string): Promise<unknown> {
    const { result, exceptionDetails } = await this.#session.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
      userGesture: true,
    });
    if (exceptionDetails === undefined) return result.value as unknown;
    throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  }

  async screenshot(): Promise<Buffer> {
    const { data } = await this.#session.send('Page.captureScreenshot');
    return Buffer.from(data, 'base64');
  }

  async resize({ width, height }: PageSize): Promise<void> {
    const { windowId } = await this.#browser.send('Browser.getWindowForTarget', { targetId: this.id });
    await this.#browser.send('Browser.setWindowBounds', { windowId, bounds: { width, height } });
  }

  close(): void {
    this.#browser.send('Target.closeTarget', { targetId: this.id }).catch(ignoreGone);
  }
}

/** A page may go while a command to it is under way; nobody waits for that answer. */
function ignoreGone(): void {
  // Nothing to do: the window hears of it by onGone.
}
