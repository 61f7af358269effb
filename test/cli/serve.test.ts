import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../adapters/loopback-port.ts';
import { scratchFolder } from '../adapters/scratch-folder.ts';
import { runIkrar, startIkrar } from './ikrar-process.ts';
import { rosterArguments, type TinyRoster, writeTinyRoster } from './tiny-roster.ts';

const folder = scratchFolder();
const environment = { IKRAR_DATA: join(folder, 'data'), PORT: '0' };
const started = 'Ikrar berjalan di';
let files: TinyRoster;
beforeAll(async () => {
  environment.PORT = String(await freePort());
  files = writeTinyRoster(folder);
});

const importTiny = (...more: string[]) =>
  runIkrar(['import', ...rosterArguments(files), '--year', '2027', ...more], environment);

/** The tests are the life of one installation, in this order. */
describe('an installation from import to fsck', () => {
  test('the import makes the documents of its filled posts, once', async () => {
    const first = await importTiny();
    const again = await importTiny();

    expect(first).toMatchObject({ code: 0 });
    expect(first.stdout).toContain('1 jabatan (0 kosong), 3 dokumen');
    expect(again).toMatchObject({ code: 65, stdout: '' });
    expect(again.stderr).toContain('sudah dibuat');
  });

  test('the first start prints the link of HR, which opens the board, and Ctrl-C ends it with 0', async () => {
    const server = startIkrar(['serve'], environment);
    const said = await server.says(started);
    const [, token = ''] = said.match(/\/masuk#([\w-]{43})/) ?? [];
    const address = `http://localhost:${environment.PORT}`;
    const entered = await fetch(`${address}/masuk`, {
      method: 'POST',
      body: JSON.stringify({ token }),
      headers: { origin: address, 'content-type': 'application/json' },
    });
    const cookie = entered.headers.getSetCookie().map((text) => text.split(';')[0]);
    const board = await fetch(`${address}/papan`, { headers: { cookie: cookie.join('; ') } });
    const page = await board.text();
    const scan = new FormData();
    scan.append('scan', new File([new Uint8Array(1_000_000)], 'pindaian.pdf'));
    const refused = await fetch(`${address}/papan/dokumen/${'0'.repeat(32)}/basah`, {
      method: 'POST',
      body: scan,
      headers: { cookie: cookie.join('; '), origin: address },
    });
    const refusal = await refused.text();
    server.kill('SIGINT');

    expect(entered.status).toBe(200);
    expect(board.status).toBe(200);
    expect(page).toContain('Sekretariat Daerah');
    // A scan of an ordinary size reaches the door, which misses the form's token.
    expect(refused.status).toBe(403);
    expect(refusal).toContain('Isian tidak dapat diterima');
    expect(await server.ended).toMatchObject({ code: 0 });
  });

  test('the second start finds its data and typesets them; a busy PORT ends with 64', async () => {
    const server = startIkrar(['serve'], environment);
    const said = await server.says(started);
    const busy = await runIkrar(['serve'], environment);
    const link = await runIkrar(['link'], environment);
    server.kill('SIGTERM');

    expect(said).toContain('sudah pernah dibuat');
    expect(said).not.toContain('/masuk#');
    expect(busy).toMatchObject({ code: 64, stdout: '' });
    expect(busy.stderr).toContain(environment.PORT);
    expect(link.stdout).toMatch(/^http:\/\/localhost:\d+\/masuk#[\w-]{43}\n$/);
    expect(await server.ended).toMatchObject({ code: 0 });
  });

  test('fsck finds nothing, and a restored backup is as whole', async () => {
    const backup = join(folder, 'cadangan.tar.gz');
    const restored = { ...environment, IKRAR_DATA: join(folder, 'restored') };
    const ended = [
      await runIkrar(['fsck'], environment),
      await runIkrar(['backup', backup], environment),
      await runIkrar(['restore', backup], restored),
      await runIkrar(['fsck'], restored),
    ];

    expect(ended.map(({ code, stderr }) => ({ code, stderr: code === 0 ? '' : stderr }))).toEqual(
      Array(4).fill({ code: 0, stderr: '' }),
    );
  });
});

test.each([
  [[]],
  [['perintah-lain']],
  [['serve', '--port', '3000']],
  [['serve', '--registry', 'mysql']],
  [['import', '--year', '2027']],
  [['import', '--year', '27']],
  [['demo']],
  [['demo', '--out']],
  [['demo', '--out', 'x', '--year', 'nanti']],
  [['demo', '--out', 'x', '--roster', 'tidak-ada.csv']],
  [['link', '--tahun', '2027']],
  [['backup']],
  [['restore', 'tidak-ada.tar.gz']],
  [['verify']],
])('wrong words end with 64: ikrar %j', async (args) => {
  const { code, stdout, stderr } = await runIkrar(args, { ...environment, IKRAR_DATA: join(folder, 'none') });

  expect({ code, stdout }).toEqual({ code: 64, stdout: '' });
  expect(stderr).not.toBe('');
});
