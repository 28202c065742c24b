/** A process of its own that brings a database up to the migrations, so that it can be killed while it does: `node faults/migrating.ts <address as JSON>`. */
import { connectDatabase } from '../src/platform/database/connect.ts';
import { migrate } from '../src/platform/database/migrate.ts';

const database = connectDatabase(JSON.parse(process.argv[2]!));
await migrate(database.owner);
await database.end();
