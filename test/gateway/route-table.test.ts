import { describe, expect, test } from 'vitest';
import { PathMalformed, routeTable } from '../../cli/gateway/route-table.ts';
import { type Route, routes } from '../../functions/routes.ts';

const route = (method: Route['method'], path: string): Route => ({
  method,
  path,
  door: 'desk',
  guard: 'public',
});

describe('which route answers', () => {
  const find = routeTable(routes);

  test('every route of the table is found by a path made from it', () => {
    for (const { method, path, door } of routes) {
      const match = find(method, path.replaceAll(/\{\w+\}/g, 'x'));
      expect(match).toMatchObject({ routeKey: `${method} ${path}`, door });
    }
  });

  test('a literal segment wins over a variable, whatever the order of the table', () => {
    for (const paths of [
      ['/a/{x}', '/a/b'],
      ['/a/b', '/a/{x}'],
    ]) {
      const table = routeTable(paths.map((path) => route('GET', path)));
      expect(table('GET', '/a/b').routeKey).toBe('GET /a/b');
      expect(table('GET', '/a/c')).toMatchObject({ routeKey: 'GET /a/{x}', parameters: { x: 'c' } });
    }
  });

  test.each([
    ['another method', 'DELETE', '/'],
    ['HEAD, which an HTTP API does not take for GET', 'HEAD', '/'],
    ['a trailing slash', 'GET', '/papan/'],
    ['an empty variable', 'GET', '/d/'],
    ['one segment more', 'GET', '/d/x/berkas/y/z'],
    ['other case', 'GET', '/Papan'],
    ['a traversal', 'GET', '/assets/../papan'],
  ])('%s goes to $default', (_, method, path) => {
    expect(find(method, path)).toEqual({ routeKey: '$default', door: 'entrance', parameters: {} });
  });

  test('an encoded slash stays inside its segment', () => {
    expect(find('GET', '/assets/..%2Fpapan').parameters).toEqual({ file: '../papan' });
  });

  test('refuses what is not UTF-8, and a table with two routes of one shape', () => {
    expect(() => find('GET', '/d/%ff')).toThrow(PathMalformed);
    expect(() => routeTable([route('GET', '/d/{a}'), route('GET', '/d/{b}')])).toThrow(/one route/);
  });
});
