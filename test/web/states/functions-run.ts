import { readdirSync, readFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { basename, join } from 'node:path';

/** Which exported functions of a folder's modules ran in this process since `start`, by the engine's own count. */
export class FunctionsRun {
  readonly #folder: string;
  readonly #session = new Session();

  constructor(folder: string) {
    this.#folder = folder;
  }

  async start(): Promise<void> {
    this.#session.connect();
    await this.#session.post('Profiler.enable');
    await this.#session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  }

  /** Those which did not, of the names that fit: `module: name`. */
  async never(names: RegExp): Promise<readonly string[]> {
    const { result } = await this.#session.post('Profiler.takePreciseCoverage');
    this.#session.disconnect();
    const ran = new Set(
      result
        .filter(({ url }) => url.includes(`/${this.#folder}/`))
        .flatMap(({ url, functions }) =>
          functions
            .filter(({ ranges }) => (ranges[0]?.count ?? 0) > 0)
            .map(({ functionName }) => `${basename(url)}: ${functionName}`),
        ),
    );
    return readdirSync(this.#folder)
      .flatMap((module) =>
        [
          ...readFileSync(join(this.#folder, module), 'utf8').matchAll(/^export (?:function|const) (\w+)/gm),
        ].flatMap(([, name = '']) => (names.test(name) ? [`${module}: ${name}`] : [])),
      )
      .filter((one) => !ran.has(one));
  }
}
