package dev.sightline.images.metadata;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Recognizes texts that cameras and programs write into every image and that do not describe the
/// image. Each entry of the list matches a whole text, in any case.
public final class CameraBoilerplate {
  private static final List<String> TEXTS =
      List.of(
          // A maker's name, alone or with words for a camera or for an image.
          "<?(the"
              + " )?(agfa|agfaphoto|aiptek|benq|canon|casio|concord|dji|epson|fuji|fujifilm|ge|genius|gopro|hp|jvc|kodak|konica|konica"
              + " minolta|kyocera|leica|lg|lumix|minolta|mediatek|motorola|mustek"
              + "|nikon|nokia|oly|olympus|panasonic|pentax|polaroid|praktica|premier|ricoh|rollei|samsung|samsung"
              + " techwin|sanyo|sigma|sony|toshiba|traveler|vivitar|xiaomi|yakumo)?[ _]*"
              + "(digital|still|dsc|camera|cameras|cam|picture|pictures|image|images|photo|corporation|["
              + " _])*>?",
          "<?kenox .*>?",
          "<?(samsung )?digimax .*",
          "dcim\\\\?.*", // a path on the camera's card, as GoPro and DJI write it
          "(exif[ _]*)?jpe?g([ _]*picture)?",
          "picture|image|photo|img|default|untitled|none|null|unknown|undefined",
          "title|subject|comments?|user comments?|description|image description|keywords?",
          "charset=.*",
          "binary|ascii|unicode|jis|apple?mark",
          // Names of programs.
          "(processed|created|edited|generated|scanned|saved|captured|optimized|compressed)"
              + " (with|using) .*",
          "(created|generated|optimized) by (the )?(gimp|imagemagick|jpegmini|adobe|paint\\.net).*",
          "file written by .*",
          "creator: gd-jpeg.*",
          "(adobe photoshop|gimp|imagemagick|lead technologies inc\\.|intel\\(r\\) jpeg library,?"
              + "|lavc|acd systems digital imaging|camera ?360|meitu|snapseed)[ \\[\\]v\\d.]*",
          // Names of scene modes that Huawei phones write as description.
          "hdrpl|rhdr|shdr|sdr|edf|cof|mde|fbt|btf|btr|btfmdn|dav|ptr|ozedf|oznor|oznorwo");

  private static final int LONGEST = 200; // characters of a boilerplate text

  private static final List<Pattern> PATTERNS =
      TEXTS.stream()
          .map(it -> Pattern.compile(it, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE))
          .toList();

  private static final Pattern SAYS_SOMETHING = Pattern.compile("[\\p{L}\\p{N}]");

  private CameraBoilerplate() {}

  /// A text that a person may have written; empty for boilerplate and for texts without any letter
  /// or digit.
  public static Optional<String> without(Optional<String> text) {
    return text.filter(it -> SAYS_SOMETHING.matcher(it).find())
        .filter(
            it ->
                it.length() > LONGEST
                    || PATTERNS.stream().noneMatch(pattern -> pattern.matcher(it).matches()));
  }
}
