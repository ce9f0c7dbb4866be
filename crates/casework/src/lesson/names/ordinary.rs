//! Last names that are words of every day, too.
//!
//! "Green" is somebody and "the green bin" is nobody: in small letters such a word tells of no person. A name that is missing here
//! is found once too often, and whoever reads the text says why it may stay; one that stands here is found with a capital letter,
//! or beside another part of its name, as every name is.

/// In the order of the alphabet.
const ORDINARY: &str = "
abbey abbot academy acre april ashes association bacon bailey baker ball bank banks barber bark barker
barley barn barns baron bass bath beach bean beans bear beard beer bell bells berry best bird birds
bishop black blacksmith blade bliss bloom blow blue board bold bolt bond bone bones book boot booth
boots bowl brand brass bread brewer brick bridge bridges bright broad brook brooks broom brown brush
buck bull bullock bunting burden burn burns bush butcher butler butter button buttons cafe cage camp
cane cannon cape card care carpenter carrier carter carver case castle centre chambers chance chandler
channel chapel chaplain charity chase cherry child childs christmas church churches clay clean clerk
close club coach coal coates coats cobb cock cole college community company cook coop cooper corn corner
cost cotton couch council count court courts cousins crane cream creek crisp crook cross crow crown
curry daft dale dance dark days deacon deal dean dear death dell dial dish dock dove down downs draper
drew drive driver drum duke dyer eagle earl early east easter edge elder english ever fair faith falcon
fall family farm farmer farthing feather fell fellow fellows fern fever field fields finch fine firm
first fish fisher fisherman fitter flag flame flats flint flood flower flowers fold folk foot ford
forest forester fort forum forward foster fountain fowl france frank franks free freeman french friend
frost full fuller gale game garage garden gardener gardens garland gate gates gentle gift gill glass
glover gold golden good goodman goose gore grace grain grange grant grass grave graves gray great green
greens grey groom group grove grub guest hair hale hall halls hand hands hard harding hardy hare harp
harper harrow hart haste hatch hatcher hawk hawker hayes haystack head heard heart hearth heath heather
hedge hedges herd hide high hill hills hind hoar hobby hogg hold holder hole holiday hollow holly holt
holy home homes honey hood hook hooper hope hopper horn horse hospital hotel house household houses hunt
hunter hurt hutch idle inch irons ivory jack jewel joiner jolly judge jump june just keen keep kettle
keys kidd king kings kitchen kite knight knock knot lace lake lamb lamp land lane large lark last
lavender lawn laws leach leaf lean leather ledger light lights lily limb lime limited lion little lively
lock locker lodge long loose lord lords love lowe lucas luck lunch lynch major mallet manager mann manor
marble march mark market marks marsh marshal marshall mason master masters mate mayor mead meadow
meadows meal means mercer merchant mercy merry miles mill miller mills miner mint mist money monk moody
moon moor moore moss moth mound mount mountain mouse mule mundane nation neat neck newman newton nice
night nightingale noble noon north nurse nursery nutt oaks oaten office older orchard organ outlaw owner
oxen packer page pages pain paine painter pair palace pale palmer paper parish park parker parks parrot
parson parsons part partners partridge passage pasture patience peace peach peacock peak pear pearl
penny pepper perch perfect perry petty piece pike pilgrim pillar pine pink pipe piper pitt place plain
plant player plum plumb plumber plume pond pool poor pope porter post pots potter pound powder power
powers preacher price priest prime prince prior proctor proud purple quick quiet quill rabbit race rain
rains ranger raven read reader reading ready record reed reeve residents rest rice rich ridge ridges
ring ripper river rivers road roads roast robin rock rocks roof roofing room root rope rose roses round
rove rowan rule rumble rush rust sadler safe sage sailor sale sales salmon salt salter samples sand
sands savage save sawyer scholar school seal seed seller sergeant service services sewer shade shadow
shaft shaker sharp sharpe shaw shear shed sheep shell shepherd shield ship shoe shoes shop shore short
shot shrub side sides silk silver simple singer sixsmith skinner slack slate slater slaughter small
smart smith smoke snow soap society sole song south spark sparks sparrow speed spence spencer spice
spring square squire stable stables stack staff stage stamp stanger star stark starling start steel
steele steeple steer step still stock stokes stone stones stores storm stout strange straw stream street
streets strong stubbs sugar summer summers surgery swan sweet swift sword tailor tale tall tanner tarry
taylor teal team temple tenants thatcher theatre thick thorn thorns thorough tiler till tiller timber
tinker tite todd token toll tool toon tower towers town tran travel treasure tree trees trigger trim
trip trout true trueman trust tuck tucker turn turner twin tyre under underhill underwood union upright
usher vale valley vane vicar view village vine virgin vital voice wade wager waggoner wain wait waiter
wake walk walker wall waller walls ward warden warder ware warm warner warren waste watch water waterman
waters weaver webb wedge week weeks weir well wells welsh west western wheat wheel wheeler white
whitehead whiteside wick wild wilder wilding will wills winch wind winder window winner winter winters
wise wish witch wolf woman wonder wood woodcock woodland woodman woods woodward wool word words work
workman works world worth wren wright writer yard yards yarn yates years yeoman young younger youth
";

/// Whether a word in small letters is one of every day, though people bear it as a name.
pub(super) fn is_ordinary(word: &str) -> bool {
    ORDINARY.split_ascii_whitespace().any(|known| known == word)
}

#[cfg(test)]
mod tests {
    //! What is a word of every day.

    use super::{ORDINARY, is_ordinary};

    #[test]
    fn each_word_stands_once_and_in_its_order() {
        let words: Vec<&str> = ORDINARY.split_ascii_whitespace().collect();
        assert!(words.is_sorted_by(|one, other| one < other));
        for word in ["green", "waters", "moor"] {
            assert!(is_ordinary(word), "{word}");
        }
        assert!(!is_ordinary("marlow") && !is_ordinary("patel"));
    }
}
