/** Run once by `bin/build.mjs`, so that Node keeps what it compiles of the program: all that is declared, and every address made of it. */
import { buildSite } from '#county.ts';

buildSite();
