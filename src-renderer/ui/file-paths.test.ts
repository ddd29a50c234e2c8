import { expect, test } from 'vitest';
import { folderOf, joinedPath, nameOf, offeredEntries } from './file-paths.ts';

test('paths are joined and taken apart as the core’s machine writes them', () => {
  expect([
    joinedPath('/data', 'a.pdf'),
    joinedPath('/', 'a.pdf'),
    joinedPath('C:\\runs', 'a.pdf'),
    joinedPath('C:\\', 'a.pdf'),
    folderOf('/data/a.pdf'),
    folderOf('/data'),
    folderOf('C:\\runs\\a.pdf'),
    folderOf('a.pdf'),
    nameOf('/data/a.pdf'),
    nameOf('C:\\runs\\a.pdf'),
  ]).toEqual([
    '/data/a.pdf',
    '/a.pdf',
    'C:\\runs\\a.pdf',
    'C:\\a.pdf',
    '/data',
    '/',
    'C:\\runs',
    undefined,
    'a.pdf',
    'a.pdf',
  ]);
});

test('folders come first, names are counted as people do, other endings are left out', () => {
  const entry = (name: string, kind: 'folder' | 'file') => ({ name, path: `/${name}`, kind });
  const entries = [
    entry('10.yaml', 'file'),
    entry('2.YAML', 'file'),
    entry('note.txt', 'file'),
    entry('zoo', 'folder'),
  ];
  const names = (files: boolean): readonly string[] =>
    offeredEntries(entries, { files, endings: ['.yaml'] }).map(({ name }) => name);
  expect([names(true), names(false)]).toEqual([['zoo', '2.YAML', '10.yaml'], ['zoo']]);
});
