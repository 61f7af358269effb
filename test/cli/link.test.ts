import { afterEach, describe, expect, it, vi } from 'vitest';
import { introduction } from '../../cli/introduction.ts';
import { insideScratch } from './inside.ts';
import { rosterArguments, writeTinyRoster } from './tiny-roster.ts';

const { path, ikrar, withPorts } = insideScratch();
const office = 'https://ikrar.langkatkab.go.id';

async function importTiny(sample: boolean, publicUrl: string) {
  vi.stubEnv('IKRAR_PUBLIC_URL', publicUrl);
  const files = writeTinyRoster(path(), { sample });
  const imported = await ikrar('import', ...rosterArguments(files), '--year', '2027');
  vi.stubEnv('IKRAR_PUBLIC_URL', '');
  return imported;
}

describe('where the link of HR leads', () => {
  it('to the configured address, although another is printed on the documents', async () => {
    await importTiny(false, office);
    vi.stubEnv('IKRAR_PUBLIC_URL', 'https://ikrar.example.go.id');

    const { code, stdout } = await ikrar('link');

    expect(code).toBe(0);
    expect(stdout).toMatch(/^https:\/\/ikrar\.example\.go\.id\/masuk#[\w-]{43}\n$/);
  });

  it('to the address of the documents when none is configured', async () => {
    await importTiny(false, office);

    expect((await ikrar('link')).stdout).toMatch(/^https:\/\/ikrar\.langkatkab\.go\.id\/masuk#/);
  });

  it('to the port of this start when the documents name this machine', async () => {
    await importTiny(true, '');
    vi.stubEnv('PORT', '3456');

    expect((await ikrar('link')).stdout).toMatch(/^http:\/\/localhost:3456\/masuk#/);
  });
});

it('import ends with how HR gets in', async () => {
  expect((await importTiny(true, '')).stdout).toContain('npx ikrar link');
});

describe('the first link at the start of the server', () => {
  const terminal = process.stdout.isTTY;
  afterEach(() => {
    process.stdout.isTTY = terminal;
  });
  const start = (isTTY: boolean) => {
    process.stdout.isTTY = isTTY;
    return withPorts((ports) => introduction(ports, office));
  };

  it('of real data stands on a terminal only, and waits for one', async () => {
    await importTiny(false, office);

    const starts = [await start(false), await start(true), await start(true)];

    expect(starts[0]).not.toContain('#');
    expect(starts[0]).toContain('npx ikrar link');
    expect(starts[1]).toContain(`${office}/masuk#`);
    expect(starts[2]).not.toContain('#');
  });

  it('of sample data stands anywhere', async () => {
    await importTiny(true, '');

    expect(await start(false)).toContain('/masuk#');
  });
});
