interface MessageBox {
  readonly cancelId?: number;
}

/**
 * Answers as a person who closes every dialog. A spec that wants another answer replaces the function through
 * Playwright (`app.evaluate(({ dialog }) => …)`), which works in Electron as well.
 */
export const dialog = {
  showOpenDialog: () => Promise.resolve({ canceled: true, filePaths: [] as string[] }),
  showSaveDialog: () => Promise.resolve({ canceled: true, filePath: '' }),
  showMessageBox: (...args: readonly object[]) => {
    const options = args.at(-1) as MessageBox;
    return Promise.resolve({ response: options.cancelId ?? 0, checkboxChecked: false });
  },
  showMessageBoxSync: (...args: readonly object[]) => (args.at(-1) as MessageBox).cancelId ?? 0,
  showErrorBox: (title: string, content: string) => {
    process.stderr.write(`${title}: ${content}\n`);
  },
};
