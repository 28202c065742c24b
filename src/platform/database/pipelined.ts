import { Kysely, type ConnectionBuilder, type Dialect } from 'kysely';

/**
 * Kysely whose borrowed connection sends each statement at once, where its own waits for the answer to the one before. The order is
 * kept by the connection (`pipeline` in connect.ts).
 */
export class Pipelined<DB> extends Kysely<DB> {
  readonly #parts: { config: { dialect: Dialect }; driver: ReturnType<Dialect['createDriver']>; dialect: Dialect };

  constructor(dialect: Dialect) {
    super({ dialect });
    this.#parts = { config: { dialect }, driver: dialect.createDriver(), dialect };
  }

  override connection(): ConnectionBuilder<DB> {
    const all = this.getExecutor();
    const execute = <T>(work: (db: Kysely<DB>) => Promise<T>): Promise<T> =>
      all.provideConnection((connection) => {
        const executor = all.withConnectionProvider({ provideConnection: (use) => use(connection) });
        return work(new Kysely<DB>({ ...this.#parts, executor }));
      });
    return { execute } as unknown as ConnectionBuilder<DB>;
  }
}
