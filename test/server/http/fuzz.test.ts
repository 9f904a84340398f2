import { fuzzEveryRoute } from './fuzz-every-route.js';

fuzzEveryRoute(30);
