/**
 * A number of points, exact: a fraction of whole numbers. A third of 12.5 points and a rate of 97 in 103 stay what they are; only
 * what is shown is rounded, to 0.01 and half up (domain rules 8.3, `DESIGN` e: 0.2 and 0.25 occur).
 */
export class Exact {
  static readonly zero = new Exact(0n, 1n);

  readonly #over: bigint;
  readonly #under: bigint;

  private constructor(over: bigint, under: bigint) {
    const divisor = commonDivisor(over < 0n ? -over : over, under);
    this.#over = over / divisor;
    this.#under = under / divisor;
  }

  /** Of a number as people write it: 12, 0.25, -1.5. */
  static of(written: number | string): Exact {
    const [, sign, whole = '', decimals = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(written)) ?? [];
    if (whole === '') throw new RangeError(`not a number of points: ${written}`);
    return new Exact(BigInt(`${sign}${whole}${decimals}`), 10n ** BigInt(decimals.length));
  }

  static sum(points: readonly Exact[]): Exact {
    return points.reduce((sum, one) => sum.plus(one), Exact.zero);
  }

  plus(other: Exact): Exact {
    return new Exact(this.#over * other.#under + other.#over * this.#under, this.#under * other.#under);
  }

  minus(other: Exact): Exact {
    return this.plus(new Exact(-other.#over, other.#under));
  }

  times(other: Exact): Exact {
    return new Exact(this.#over * other.#over, this.#under * other.#under);
  }

  /** By anything but zero. */
  dividedBy(other: Exact): Exact {
    if (other.#over === 0n) throw new RangeError('divided by zero');
    const turn = other.#over < 0n ? -1n : 1n;
    return new Exact(turn * this.#over * other.#under, turn * this.#under * other.#over);
  }

  /** Below zero: this is less. */
  compare(other: Exact): number {
    const difference = this.#over * other.#under - other.#over * this.#under;
    return difference < 0n ? -1 : Number(difference > 0n);
  }

  equals(other: Exact): boolean {
    return this.compare(other) === 0;
  }

  /** Not under `least`, not over `most`, where these are said. */
  within(least: Exact | undefined, most: Exact | undefined): Exact {
    if (most && this.compare(most) > 0) return most;
    return least && this.compare(least) < 0 ? least : this;
  }

  /** As it is shown: at most two decimals, half up, none that are nought. */
  toString(): string {
    return this.toDecimals(2);
  }

  /** With at most so many decimals, half up, none that are nought. */
  toDecimals(most: number): string {
    const parts = roundedHalfUp(this.#over * 10n ** BigInt(most), this.#under);
    const digits = String(parts < 0n ? -parts : parts).padStart(most + 1, '0');
    const decimals = digits.slice(-most).replace(/0+$/, '');
    return `${parts < 0n ? '-' : ''}${digits.slice(0, -most)}${decimals && `.${decimals}`}`;
  }

  /** What is kept in a record: the fraction itself, from which `ofKept` makes the same number again. */
  toJSON(): string {
    return `${this.#over}/${this.#under}`;
  }

  static ofKept(kept: string): Exact {
    const [over, under] = kept.split('/').map(BigInt) as [bigint, bigint];
    return new Exact(over, under);
  }
}

/** Away from zero at the half, as people round. */
function roundedHalfUp(over: bigint, under: bigint): bigint {
  const size = over < 0n ? -over : over;
  const rounded = (2n * size + under) / (2n * under);
  return over < 0n ? -rounded : rounded;
}

function commonDivisor(a: bigint, b: bigint): bigint {
  let [larger, smaller] = [a, b];
  while (smaller > 0n) [larger, smaller] = [smaller, larger % smaller];
  return larger === 0n ? 1n : larger;
}
