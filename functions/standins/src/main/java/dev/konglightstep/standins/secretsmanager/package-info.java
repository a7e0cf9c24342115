/** AWS Secrets Manager: labels on versions of secrets. */
@NullMarked
package dev.konglightstep.standins.secretsmanager;

import org.jspecify.annotations.NullMarked;
