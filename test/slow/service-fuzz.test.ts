import { fuzzEveryRoute } from '../server/http/fuzz-every-route.js';

fuzzEveryRoute(400);
