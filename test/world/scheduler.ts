import type { Seeded } from './seeded.ts';

/** Runs actors one at a time; at each storage call the seed says who goes on. Deterministic. */
export class Scheduler {
  readonly #random: Seeded;
  readonly #waiting: (() => void)[] = [];
  readonly #ends: Promise<void>[] = [];
  #running = 0;

  constructor(random: Seeded) {
    this.#random = random;
  }

  readonly turn = (): Promise<void> =>
    new Promise((resume) => {
      this.#waiting.push(resume);
      this.#running -= 1;
      this.#next();
    });

  add(actor: () => Promise<void>): void {
    this.#ends.push(
      (async () => {
        await new Promise<void>((resume) => this.#waiting.push(resume));
        try {
          await actor();
        } finally {
          this.#running -= 1;
          this.#next();
        }
      })(),
    );
  }

  async run(): Promise<void> {
    this.#next();
    await Promise.all(this.#ends);
  }

  #next(): void {
    if (this.#running > 0 || this.#waiting.length === 0) return;
    const [resume] = this.#waiting.splice(this.#random.int(this.#waiting.length), 1);
    this.#running += 1;
    resume?.();
  }
}
