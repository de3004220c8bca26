@NullMarked
package dev.sightline.web;

import org.jspecify.annotations.NullMarked;
