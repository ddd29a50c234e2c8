/** Switches for Chromium, as `app.commandLine` and Playwright's loader set them. */
export class CommandLine {
  readonly #switches = new Map<string, string>();

  appendSwitch(name: string, value = ''): void {
    this.#switches.set(name, value);
  }

  hasSwitch(name: string): boolean {
    return (
      this.#switches.has(name) || process.argv.some((word) => word === `--${name}` || word.startsWith(`--${name}=`))
    );
  }

  getSwitchValue(name: string): string {
    const given = process.argv.find((word) => word.startsWith(`--${name}=`));
    return this.#switches.get(name) ?? given?.slice(name.length + 3) ?? '';
  }

  /** As words for Chromium's own command line. */
  words(): readonly string[] {
    return [...this.#switches].map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`));
  }
}
