import type { Item } from '../../core/ports/registry.ts';
import { tokenHash } from '../../core/session/token.ts';
import { Violation } from './violation.ts';
import type { World } from './world.ts';

/** The messages with links: what was written, what went out, and what HR was told of it. */
export class Letters {
  readonly #written = new Map<string, string>();
  readonly #told = new Set<string>();

  /** A press of the button, with whether HR was told before that this very one had sent it. */
  press(
    person: string,
    since: Date,
  ): { write(token: string): void; sent(): void; check(world: World): void } {
    const press = `${person} ${since.toISOString()}`;
    const again = this.#told.has(press);
    const tokens: string[] = [];
    return {
      write: (token) => {
        tokens.push(token);
        this.#written.set(tokenHash(token) ?? '', token);
      },
      sent: () => void this.#told.add(press),
      check: (world) => {
        if (again && tokens.some((token) => wentOut(world, token)))
          throw new Violation(`M1: ${person} got a second message of one press`);
      },
    };
  }

  /** To be called at every write: no link is in force whose message did not go out (M2). */
  written(world: World, { key, body }: Item): void {
    if (!key.startsWith('access#')) return;
    const token = this.#written.get(String(body.invitation));
    if (token !== undefined && !wentOut(world, token))
      throw new Violation(`M2: ${key} names a link whose message was not sent`);
  }
}

export const wentOut = ({ mail }: Pick<World, 'mail'>, token: string): boolean =>
  mail.some(({ text }) => text === token);
