// zod compiles its checks with `new Function` unless told not to; the page's security policy forbids that. Imported
// before anything that builds a schema.
import { z } from 'zod';

z.config({ jitless: true });
