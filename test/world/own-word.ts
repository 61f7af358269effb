/** HR's word on the one certificate of somebody's own, as HR was told it. */
export class OwnWord {
  #refused = false;
  #confirmations = 0;

  /** HR presses the button; from here on it may be accepted. */
  confirming(): void {
    this.#refused = false;
    this.#confirmations += 1;
  }

  refused(): void {
    this.#refused = true;
  }

  /** Whether it was refused now, and nobody has confirmed it anew until the answer is asked for. */
  since(): () => boolean {
    const refused = this.#refused;
    const confirmations = this.#confirmations;
    return () => refused && confirmations === this.#confirmations;
  }
}
