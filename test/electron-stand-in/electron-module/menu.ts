import { EventEmitter } from 'node:events';
import { app } from './app.ts';

export interface MenuItemOptions {
  readonly id?: string;
  readonly label?: string;
  readonly role?: string;
  readonly type?: string;
  readonly accelerator?: string;
  readonly submenu?: readonly MenuItemOptions[] | Menu;
  readonly click?: (item: MenuItem, window: undefined, event: object) => void;
}

export class MenuItem {
  readonly id: string;
  readonly label: string;
  readonly role: string | undefined;
  readonly type: string;
  readonly accelerator: string | undefined;
  readonly submenu: Menu | undefined;
  enabled = true;
  visible = true;
  checked = false;
  readonly #options: MenuItemOptions;

  constructor(options: MenuItemOptions) {
    this.#options = options;
    this.id = options.id ?? '';
    this.label = options.label ?? options.role ?? '';
    this.role = options.role;
    this.type = options.type ?? (options.submenu === undefined ? 'normal' : 'submenu');
    this.accelerator = options.accelerator;
    const { submenu } = options;
    this.submenu = submenu === undefined || submenu instanceof Menu ? submenu : Menu.buildFromTemplate(submenu);
  }

  /** What choosing the entry does; of the roles only `quit` does something. */
  click(): void {
    if (this.#options.click !== undefined) this.#options.click(this, undefined, {});
    else if (this.role === 'quit') app.quit();
  }
}

export class Menu extends EventEmitter {
  static #application: Menu | null = null;
  readonly items: MenuItem[] = [];

  static buildFromTemplate(template: readonly (MenuItemOptions | MenuItem)[]): Menu {
    const menu = new Menu();
    for (const entry of template) menu.append(entry instanceof MenuItem ? entry : new MenuItem(entry));
    return menu;
  }

  static setApplicationMenu(menu: Menu | null): void {
    Menu.#application = menu;
  }

  static getApplicationMenu(): Menu | null {
    return Menu.#application;
  }

  append(item: MenuItem): void {
    this.items.push(item);
  }

  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id);
      if (found) return found;
    }
    return null;
  }

  popup(): void {}
}
