export { readConfig, type ServiceConfig, type ServiceRole } from './config.js';
export { HTTP_ERRORS, HttpError } from './errors.js';
export { faultOf } from './fault-of.js';
export { startService, type Service, type StartedBeside } from './start-service.js';
