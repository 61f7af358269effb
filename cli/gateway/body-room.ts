/** The memory which large bodies under way hold all together. */
export class BodyRoom {
  #free: number;

  constructor(bytes: number) {
    this.#free = bytes;
  }

  /** What one body takes of it. */
  claim(): RoomClaim {
    let taken = 0;
    return {
      take: (bytes) => {
        if (bytes > this.#free) return false;
        this.#free -= bytes;
        taken += bytes;
        return true;
      },
      release: () => {
        this.#free += taken;
        taken = 0;
      },
    };
  }
}

export type RoomClaim = {
  take(bytes: number): boolean;
  /** Everything that was taken. */
  release(): void;
};
