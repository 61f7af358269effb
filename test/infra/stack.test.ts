/** One process for all of them: loading CDK takes longer than every assertion together. */
import './permissions.suite.ts';
import './stores.suite.ts';
import './functions.suite.ts';
import './routes.suite.ts';
import './timestamps.suite.ts';
